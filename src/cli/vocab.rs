//! Words of the vocabulary as values of options.

/// A parser of clap for `T::of`.
pub fn vocab<T>(of: fn(&str) -> Option<T>) -> impl Fn(&str) -> Result<T, String> + Clone + Send + Sync + 'static
where
    T: 'static,
{
    move |text| of(text).ok_or_else(|| text.to_owned())
}

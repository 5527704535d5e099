//! One binary for all integration tests: one link instead of twenty.

mod catalogue;

app-name = Estafeta
n-clients = { $n ->
    [one] { $n } client
   *[other] { $n } clients
}

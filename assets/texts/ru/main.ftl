app-name = Эстафета
# $n (Number) - clients
n-clients = { $n ->
    [one] { $n } клиент
    [few] { $n } клиента
   *[many] { $n } клиентов
}

### Why not: words of refusals, as parts of a sentence.

reason-no-right = у вашей роли такого права нет
reason-not-own = это не ваше
reason-other-department = это другой отдел
reason-too-many = слишком много объектов за раз
reason-only-part = вашей роли доступна только часть этого действия
reason-by-two = такое решают вдвоём
reason-leaver = вы увольняетесь
reason-closed = ваш доступ закрыт
reason-read-only = открыто только для просмотра
reason-no-address = некуда писать: адреса нет
reason-do-not-write = контакт просил не писать
reason-salutation = обращение не проверено
reason-joined = этому контакту уйдёт общее письмо
reason-not-accepted = клиент ещё не принят
reason-call-first = сначала позвоните VIP-клиенту
reason-text = в тексте осталось незаполненное место
reason-state = письмо уже не черновик или ещё не утверждено
reason-chain-lacks = такого шага нет, или он не в своё время, а без него цепочка не работает
reason-too-early = доступы не закрывают раньше последнего дня, если нет подозрений
reason-only-by-order = роль блокирует только приказ об увольнении
reason-no-receiver = не сказано, кому, или этому адресату такое не поручают
reason-too-often = не больше 20 повторов, пауза от 1 минуты до суток
reason-twice-or-empty = код пуст или повторяется, или нет названия
reason-no-signer-mail = у подписывающего руководителя нет почты

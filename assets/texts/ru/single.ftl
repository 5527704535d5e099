### One client handed over outside any departure: reasons, the form, the steps.

## Reasons
single-reason-overloaded = Менеджер не тянет
single-reason-client-request = Инициатива клиента
single-reason-fresh-start = Диалог встал, начать заново
single-reason-own-request = Инициатива сотрудника

## The form
single-pass = передать
single-pass-help = Передать клиента другому менеджеру: причина, история, следующее действие
# $name (String) - client
# $manager (String) - whose client it is
single-title = Передать: { $name } ({ $manager })
# $what (String) - «2 сделки на 1 240 000 ₽, 3 задачи»
single-moves = Вместе с клиентом перейдут: { $what }.
single-moves-alone = Открытых сделок и задач по клиенту нет: перейдёт карточка.
# $what (String) - «Аренда (Громов Б.)»
single-stays = Останутся у коллег: { $what }.
# $n (String) - how many times
# $fifth (String) - from which time on the head talks to them
single-asked = Просьб клиента о замене было: { $n }; с { $fifth }-й с клиентом говорит руководитель.
single-reason = Причина
single-to = Кому
single-comment = История
single-people = Кто решает
single-next = Что дальше
single-on = Когда
single-notice = Клиенту
single-by-letter = письмом, как только новый менеджер примет
single-nowhere-to-write = писать некуда: позвонит новый менеджер
single-told = уже сказано по телефону
# $name (String) - the new manager
single-told-outcome = Клиенту сказано по телефону: новый менеджер { $name }
single-reason-needed = Почему передаёте? От причины зависит, с чем придёт новый менеджер.
single-to-needed = Кому передаёте?
single-comment-needed = Расскажите историю: что было, что согласовано и почему, над чем ещё поработать.
single-next-needed = Что сделает новый менеджер первым? Например: «позвонить во вторник, обсудить смету».
# $case (String) - number
single-in-case = Клиент уже передаётся в передаче №{ $case }: сначала закончите её.
single-no-manager = У клиента нет ответственного: раздайте его на экране «Без ответственного» (Сегодня, клавиша t).
# $case (String) - number
# $name (String) - the receiver
single-done = Передача №{ $case }: клиент у нового менеджера ({ $name }), ждём приёма. u — отменить.
# $name (String) - the receiver
single-done-context = Клиент у нового менеджера ({ $name }). Допишите контекст — тогда он уйдёт на приём.

## The steps
single-step-reason = Причина
single-step-receiver = Получатель
single-step-next = Следующий шаг
single-step-client = Клиент
single-why-reason = Почему клиент меняет менеджера и что об этом рассказано: новый менеджер начнёт с этого.
single-why-context = Вся информация должна быть в карточке: история, договорённости, кто решает. Без неё клиент не уйдёт на приём.
single-why-receiver = Кто берёт клиента и какой станет его нагрузка.
single-why-next = Принимающий называет первое действие и срок: без срока карточку забудут.
single-why-client = Клиента предупреждают всегда, даже если следующий контакт через три месяца. Принято и предупреждён — передача закроется сама.
single-from = От кого
single-opened = Начата
single-before = Раньше
# $n (Number) - how many times
single-before-times = { $n ->
    [one] передавали { $n } раз
    [few] передавали { $n } раза
   *[many] передавали { $n } раз
}
# $n (String) - how many times
single-fifth = Клиент просит о замене { $n }-й раз: с ним говорит руководитель.
# $client (String) - client
# $name (String) - whose client it was
single-of = { $client } (от: { $name })
single-open-client = карточка клиента
single-open-client-help = Открыть карточку клиента
single-withdraw = отозвать передачу
single-withdraw-help = Отозвать передачу: непринятое вернётся прежнему менеджеру
# $name (String) - client
single-withdraw-title = Отозвать передачу: { $name }
single-withdraw-text = То, что ещё не принято, вернётся прежнему менеджеру. Принятое останется у нового.
single-withdraw-no = Оставить
single-withdraw-yes = Отозвать
single-withdrawn = Передача отозвана.

## Inbox and journal
# $client (String) - client
# $name (String) - the receiver
inbox-client-passed = Клиент «{ $client }» передан: теперь отвечает { $name }
inbox-client-passed-why = Вопросы по клиенту задаст новый менеджер.
# $client (String) - client
# $n (String) - which time
inbox-client-asks = «{ $client }» просит другого менеджера { $n }-й раз
inbox-client-asks-why = Поговорите с клиентом сами: с пятой просьбы это разговор руководителя. Разговор запишите касанием.
op-single-open = Открыта передача клиента

## The command line
cli-about-transfer = Передать клиента другому менеджеру вне увольнения
cli-arg-why = Причина передачи клиента
cli-arg-comment = История: что было, что согласовано и почему, что доработать
cli-arg-people = Кто решает и с кем говорить
cli-arg-told = Что клиенту уже сказано по телефону

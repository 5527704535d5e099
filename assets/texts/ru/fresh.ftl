### Свежие выгрузки: where each CRM keeps its export.

fresh-menu-bitrix24-deals = CRM → Сделки → шестерёнка → «Экспорт в Excel»
fresh-menu-bitrix24-tasks = Задачи → шестерёнка → «Экспорт в Excel»; дела: CRM → Мои дела → «Экспорт»
fresh-menu-bitrix24-clients = CRM → Клиенты → Компании → шестерёнка → «Экспорт в Excel»
fresh-menu-bitrix24-contacts = CRM → Клиенты → Контакты → шестерёнка → «Экспорт в Excel»
fresh-menu-bitrix24-log = Настройки → «Журнал событий» и CRM → Ещё → «История»
fresh-menu-amocrm-deals = Сделки → три точки справа вверху → «Экспорт»
fresh-menu-amocrm-tasks = Задачи → список → три точки → «Экспорт»
fresh-menu-amocrm-clients = Списки → Компании → три точки → «Экспорт»
fresh-menu-amocrm-contacts = Списки → Контакты → три точки → «Экспорт»
fresh-menu-amocrm-log = Аналитика → «Список событий» → «Экспорт»
fresh-menu-onec-deals = CRM → Сделки → список → Ещё → «Вывести список…» → сохранить в XLSX
fresh-menu-onec-tasks = CRM → Задачи и события → Ещё → «Вывести список…» → сохранить в XLSX
fresh-menu-onec-clients = CRM → Контрагенты → Ещё → «Вывести список…» → сохранить в XLSX
fresh-menu-onec-contacts = CRM → Контактные лица → Ещё → «Вывести список…» → сохранить в XLSX
fresh-menu-onec-log = Администрирование → Обслуживание → «Журнал регистрации» → «Вывести список…»
fresh-menu-hubspot-deals = CRM → Сделки (Deals) → Действия → «Экспорт»
fresh-menu-hubspot-tasks = CRM → Задачи (Tasks) → Действия → «Экспорт»
fresh-menu-hubspot-clients = CRM → Компании (Companies) → Действия → «Экспорт»
fresh-menu-hubspot-contacts = CRM → Контакты (Contacts) → Действия → «Экспорт»
fresh-menu-hubspot-log = Настройки → Аккаунт → «Журнал аудита» → «Экспорт»
fresh-menu-pipedrive-deals = Сделки → три точки → «Экспорт результатов фильтра»
fresh-menu-pipedrive-tasks = Дела → три точки → «Экспорт результатов фильтра»
fresh-menu-pipedrive-clients = Контакты → Организации → три точки → «Экспорт результатов фильтра»
fresh-menu-pipedrive-contacts = Контакты → Люди → три точки → «Экспорт результатов фильтра»
fresh-menu-pipedrive-log = Настройки → Безопасность → «Журнал безопасности»

fresh-col-kind = данные
fresh-col-data = на когда
fresh-col-arrived = после начала кризиса
fresh-col-where = где взять
fresh-never = не загружались
fresh-arrived = пришли
fresh-waits = ждём

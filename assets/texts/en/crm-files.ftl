### «В CRM»: the work lists and the comments written as files, as `crm-update` writes them.

crmfiles = files for the CRM
crmfiles-help = Write the work lists of what to change in the CRM, and the comments for its cards, as files
crmfiles-title = The files for the CRM are written
crmfiles-folder = Folder
crmfiles-files = What is in it
crmfiles-docx = the work list: print it and tick it off
crmfiles-text = the same as text: keep it open beside the CRM and copy
crmfiles-comments = the comments one after another: open beside the CRM and paste into the cards
crmfiles-csv = the comments as rows: for a CRM that can import them

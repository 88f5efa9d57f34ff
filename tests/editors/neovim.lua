-- A letter in Neovim without a window: the findings are shown, a fix is applied, the server ends with the editor.
-- Run: nvim --headless -u NONE -l or -S this file, with LETTER and CONFIG in the environment.

local function fail(message)
  io.stderr:write("neovim: " .. message .. "\n")
  vim.cmd("cquit 1")
end

local function wait(what, fits)
  if not vim.wait(60000, fits, 50) then
    fail("не дождались: " .. what)
  end
end

local ok, problem = pcall(function()
  vim.cmd("filetype on")
  local new = vim.fn.has("nvim-0.11") == 1
  if new then
    vim.lsp.config("yasno", dofile(vim.env.CONFIG .. "/yasno.lua"))
    vim.lsp.enable("yasno")
  else
    dofile(vim.env.CONFIG .. "/yasno-old.lua")
  end
  vim.cmd("edit " .. vim.fn.fnameescape(vim.env.LETTER))
  if vim.bo.filetype ~= "markdown" then
    vim.bo.filetype = "markdown"
  end
  local buffer = vim.api.nvim_get_current_buf()
  local line = vim.api.nvim_buf_get_lines(buffer, 2, 3, false)[1]
  local column = line:find("Данный", 1, true) - 1
  local function at_word()
    for _, one in ipairs(vim.diagnostic.get(buffer)) do
      if one.lnum == 2 and one.col == column and one.end_col == column + #"Данный" and one.source == "Ясно" then
        return true
      end
    end
    return false
  end
  wait("замечание у слова «Данный»", at_word)

  -- Chooses as a person would: by what the menu says.
  local menu = {}
  vim.ui.select = function(items, options, chosen)
    local wanted
    for index, item in ipairs(items) do
      local text = options.format_item and options.format_item(item) or tostring(item)
      table.insert(menu, text)
      if text:find("Заменить на «Этот»", 1, true) then
        wanted = index
      end
    end
    chosen(wanted and items[wanted], wanted)
  end
  vim.api.nvim_win_set_cursor(0, { 3, column })
  vim.lsp.buf.code_action()
  wait("исправление", function()
    return vim.api.nvim_buf_get_lines(buffer, 2, 3, false)[1] == "😀 Этот вопрос решён."
  end)
  wait("замечание исчезло", function()
    return not at_word()
  end)
  local all = table.concat(menu, "\n")
  for _, title in ipairs({ "Добавить «данный» в словарь ведомства", "Выключить правило «Канцеляризм»", "Пропустить здесь" }) do
    if not all:find(title, 1, true) then
      fail("в меню нет «" .. title .. "»:\n" .. all)
    end
  end
end)
if not ok then
  fail(tostring(problem))
end
vim.cmd("qall!")

-- Ясно в Neovim от 0.7 до 0.10: добавьте в init.lua строку
--   dofile("путь/yasno-old.lua")
local function attach(event)
  local found = vim.fn.findfile("yasno.toml", vim.fn.expand("%:p:h") .. ";")
  local folder = vim.fn.fnamemodify(found ~= "" and found or vim.api.nvim_buf_get_name(event.buf), ":p:h")
  local config = { name = "yasno", cmd = { "yasno", "lsp" }, root_dir = folder }
  if vim.lsp.start then
    vim.lsp.start(config)
    return
  end
  -- В Neovim 0.7 ещё нет vim.lsp.start: один сервер на папку.
  _G.yasno_servers = _G.yasno_servers or {}
  local servers = _G.yasno_servers
  if not (servers[folder] and vim.lsp.get_client_by_id(servers[folder])) then
    servers[folder] = vim.lsp.start_client(config)
  end
  vim.lsp.buf_attach_client(event.buf, servers[folder])
end

vim.api.nvim_create_autocmd("FileType", {
  pattern = { "markdown", "text", "gitcommit" },
  callback = attach,
})

-- Ясно в Neovim 0.11 и новее: положите файл в ~/.config/nvim/lsp/yasno.lua и добавьте в init.lua
--   vim.lsp.enable("yasno")
return {
  cmd = { "yasno", "lsp" },
  filetypes = { "markdown", "text", "gitcommit" },
  root_markers = { "yasno.toml", ".git" },
  workspace_required = false,
}

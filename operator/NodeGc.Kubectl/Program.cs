using NodeGc.Kubectl.CommandLine;

return await PluginCommands.InvokeAsync(args);

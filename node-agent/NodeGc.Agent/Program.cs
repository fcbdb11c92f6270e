using NodeGc.Agent.CommandLine;

return await AgentCommands.InvokeAsync(args);

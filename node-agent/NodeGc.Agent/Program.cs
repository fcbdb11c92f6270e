using System.CommandLine;
using NodeGc.Agent.CommandLine;

var root = new RootCommand("Finds the layers and volumes that nobody on this node needs, proves it, and removes them so that they can be put back.");
foreach (var command in AgentCommands.All) root.Subcommands.Add(command);
var parsed = root.Parse(args);
return parsed.Errors.Count > 0 ? CommandLineErrors.Print(parsed) : await parsed.InvokeAsync();

using System.CommandLine;
using NodeGc.Api.Nodes;

namespace NodeGc.Kubectl.CommandLine;

/// <summary><c>restore</c>: requests that the agent of a node restores what a run removed.</summary>
internal static class RestoreCommand
{
    public static Command Create(ConnectionOptions connection)
    {
        var node = Names.Node<string>(connection, "Name of the node.");
        var run = new Option<string>("--run")
        {
            HelpName = "RUN",
            Description = "ID of the run, as shown by status -o wide and plan -o wide.",
            Required = true,
        };
        var item = new Option<string?>("--item")
        {
            HelpName = "PATH",
            Description = "Restore only this item, as shown by plan. Default: the whole run.",
        };
        var asking = new AskingOptions(connection);
        var command = asking.AddTo(
            new Command("restore", "Restore what a run removed on a node, while it is still in quarantine.")
        );
        command.Arguments.Add(node);
        command.Options.Add(run);
        command.Options.Add(item);
        command.SetAction(
            (parsed, end) =>
                asking.RunAsync(
                    parsed,
                    parsed.GetRequiredValue(node),
                    request =>
                        request with
                        {
                            Restore = new RestoreRequest
                            {
                                RunId = parsed.GetRequiredValue(run),
                                Item = parsed.GetValue(item),
                            },
                        },
                    end
                )
        );
        return command;
    }
}

using System.CommandLine;
using NodeGc.Api.Nodes;

namespace NodeGc.Kubectl.CommandLine;

/// <summary><c>explain</c>: asks the agent of a node what owns a path, ID or image.</summary>
internal static class ExplainCommand
{
    public static Command Create(ConnectionOptions connection)
    {
        var node = Names.Node<string>(connection, "Name of the node.");
        var subject = new Argument<string>("PATH|ID|IMAGE")
        {
            Description = "A path on the node, the ID of a layer, image or container, a tag, or a name.",
        };
        Names.RejectFlags(subject);
        var asking = new AskingOptions(connection);
        var command = asking.AddTo(
            new Command(
                "explain",
                "Ask the agent of a node what owns a path, ID or image, and through which references."
            )
        );
        command.Arguments.Add(node);
        command.Arguments.Add(subject);
        command.SetAction(
            (parsed, end) =>
                asking.RunAsync(
                    parsed,
                    parsed.GetRequiredValue(node),
                    request =>
                        request with
                        {
                            Explain = new ExplainRequest { Subject = parsed.GetRequiredValue(subject) },
                        },
                    end
                )
        );
        return command;
    }
}

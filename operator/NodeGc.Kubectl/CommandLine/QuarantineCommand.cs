using System.CommandLine;
using NodeGc.Kubectl.Views;

namespace NodeGc.Kubectl.CommandLine;

/// <summary><c>quarantine</c>: what can be restored, and until when.</summary>
internal static class QuarantineCommand
{
    public static Command Create(ConnectionOptions connection)
    {
        var name = Names.Node<string?>(connection, "Show only this node, with its empty quarantines.");
        name.Arity = ArgumentArity.ZeroOrOne;
        var output = new OutputOptions();
        var command = output.AddTo(
            new Command("quarantine", "Show what can be restored on each node and data root, and until when.")
        );
        command.Arguments.Add(name);
        command.SetAction((parsed, end) => Session.RunAsync(connection, parsed, async cluster =>
                {
                    var wanted = parsed.GetValue(name);
                    var found = await cluster.ReadNodesAsync(wanted, end);
                    var now = TimeProvider.System.GetUtcNow();
                    output.Open(parsed).Print(QuarantineView.Create(found, wanted is not null, now));
                    return true;
                }));
        return command;
    }
}

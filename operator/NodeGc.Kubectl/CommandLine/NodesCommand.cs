using System.CommandLine;
using NodeGc.Kubectl.Views;

namespace NodeGc.Kubectl.CommandLine;

/// <summary><c>nodes</c>: the disks of the nodes.</summary>
internal static class NodesCommand
{
    public static Command Create(ConnectionOptions connection)
    {
        var name = Names.Node<string?>(connection, "Show only this node.");
        name.Arity = ArgumentArity.ZeroOrOne;
        var output = new OutputOptions();
        var command = output.AddTo(
            new Command("nodes", "Show the disk usage of the nodes, their quarantine, and what prevents deletions.")
        );
        command.Arguments.Add(name);
        command.SetAction((parsed, end) => Session.RunAsync(connection, parsed, async cluster =>
                {
                    var wanted = parsed.GetValue(name);
                    var found = await cluster.ReadNodesAsync(wanted, end);
                    var renewals = await cluster.ReadRenewalsAsync(found, end);
                    var now = TimeProvider.System.GetUtcNow();
                    output.Open(parsed).Print(NodesView.Create(found, renewals, wanted is not null, now));
                    return true;
                }));
        return command;
    }
}

using System.CommandLine;
using NodeGc.Kubectl.Views;

namespace NodeGc.Kubectl.CommandLine;

/// <summary><c>plan</c>: what a cleanup would remove, or has removed, and why.</summary>
internal static class PlanCommand
{
    public static Command Create(ConnectionOptions connection)
    {
        var cleanup = Names.Cleanup<string>(connection, "Name of the cleanup.");
        var node = Names.Node<string?>(connection, "Show only this node.");
        node.Arity = ArgumentArity.ZeroOrOne;
        var output = new OutputOptions();
        var command = output.AddTo(
            new Command("plan", "Show what a cleanup would remove, or has removed, on each node, and why.")
        );
        command.Arguments.Add(cleanup);
        command.Arguments.Add(node);
        command.SetAction((parsed, end) => Session.RunAsync(connection, parsed, async cluster =>
                {
                    var name = parsed.GetRequiredValue(cleanup);
                    // A misspelled name must not look like an empty plan.
                    await cluster.ReadCleanupsAsync(name, end);
                    var nodes = await cluster.ReadNodesAsync(parsed.GetValue(node), end);
                    output.Open(parsed).Print(PlanView.Items(name, nodes));
                    return true;
                }));
        return command;
    }
}

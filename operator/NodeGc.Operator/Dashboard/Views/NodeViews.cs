using System.Collections.Immutable;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Dashboard.Commands;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>Describes one node. Pure.</summary>
internal static class NodeViews
{
    /// <param name="node">The node, as cached.</param>
    /// <param name="details">Its whole NodeStorage.</param>
    /// <param name="liveness">Decides whether its agent is silent.</param>
    /// <param name="agentNamespace">Namespace of the agents' pods.</param>
    public static NodeView Create(ClusterNode node, NodeDetails details, Liveness liveness, string agentNamespace)
    {
        var whole = node with { Storage = details.Storage };
        var status = details.Storage?.Status;
        var orders = OrderViews.Read(details.Storage);
        return new NodeView
        {
            Summary = NodeSummaries.Summarize(whole, liveness),
            Agent = status?.Agent,
            Storage = status?.Storage,
            Filesystem = status?.Storage is { } storage ? DiskParts.ReadFilesystem(storage, status.DataRoots) : [],
            DataRoots = [.. (status?.DataRoots ?? []).Select(root => new DataRootView(root, DiskParts.Read(root)))],
            Classes = [.. (status?.Storage?.Classes ?? []).Select(Describe)],
            Orders = orders,
            Quarantine = QuarantineViews.Read(whole),
            Conditions =
            [
                .. (status?.Conditions ?? []).Select(one => new ConditionRow(one, NodeSummaries.IsProblem(one))),
            ],
            Commands = ListCommands(new NodeCommands(node.Name, agentNamespace, status), orders),
            MissingDetails = details.Problem,
        };
    }

    private static ClassRow Describe(StorageClassReport one) =>
        new(one.Name, one.Items, one.InUseItems, one.Bytes, one.ReclaimableBytes);

    private static ImmutableArray<Command> ListCommands(NodeCommands commands, ImmutableArray<OrderView> orders) =>
        [
            .. orders
                .Where(order => order.Totals.Quarantined.Items > 0)
                .SelectMany(order =>
                    commands
                        .Restore(order.RunId)
                        .Select(command => command with { Title = $"{command.Title} ({order.Cleanup})" })
                ),
            .. commands.Quarantines,
            .. orders.All(order => order.Totals.Quarantined.Items == 0) ? commands.RestoreAny : [],
            commands.Show,
            .. commands.Logs,
        ];
}

using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;
using NodeGc.Collector.Inventories;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Agent.Daemon;

/// <summary>Adds confirmed losses to the condition of damaged metadata. Pure.</summary>
internal static class ConfirmedLossReports
{
    /// <summary>The condition, with the confirmed losses in its message if it is the one of damaged metadata.</summary>
    public static Condition In(Condition condition, DoubtKind kind, IReadOnlyList<Scan> scans)
    {
        var paths = scans
            .SelectMany(scan => scan.Inventory.Leftovers)
            .Where(leftover => leftover.Kind == LeftoverKind.ConfirmedLoss)
            .Select(leftover => leftover.Path)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (kind != DoubtKind.MetadataDamaged || paths.Count == 0)
            return condition;
        var confirmed = $"confirmed as lost: {Formatting.List(paths)}";
        var message = condition.Message.Length == 0 ? confirmed : $"{condition.Message}; {confirmed}";
        return condition with { Message = message };
    }
}

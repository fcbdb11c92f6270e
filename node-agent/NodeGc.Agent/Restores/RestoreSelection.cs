using System.Collections.Immutable;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Restores;

/// <summary>Selects the restores that are still to be carried out, and the reports that are still needed.
/// Pure.</summary>
internal static class RestoreSelection
{
    /// <summary>The first restore that has not ended; null if all have. A report stays as long as its restore does, so
    /// none is carried out twice.</summary>
    public static RestoreOrder? FindNext(NodeStorageSpec? spec, NodeStorageStatus status) =>
        spec
            ?.Restores.Take(RestoreOrder.MaxPerNode)
            .FirstOrDefault(order => status.Find(order) is not { } report || !report.HasEnded());

    /// <summary>The report about this restore; null if there is none yet.</summary>
    public static RestoreReport? Find(this NodeStorageStatus status, RestoreOrder order) =>
        status.Restores.FirstOrDefault(report => report.Uid == order.Uid);

    /// <summary>Whether the spec still contains exactly this restore.</summary>
    public static bool Wants(NodeStorageSpec? spec, RestoreOrder order) => spec?.Restores.Contains(order) == true;

    /// <summary>The status without reports about restores that were withdrawn; the same object if there are
    /// none.</summary>
    public static NodeStorageStatus Clean(NodeStorageStatus status, NodeStorageSpec? spec)
    {
        ImmutableArray<RestoreReport> current =
        [
            .. status.Restores.Where(report => spec?.Restores.Any(order => order.Uid == report.Uid) == true),
        ];
        return current.Length == status.Restores.Length ? status : status with { Restores = current };
    }

    /// <summary>The status with this report in place of an earlier one about the same restore.</summary>
    public static NodeStorageStatus With(this NodeStorageStatus status, RestoreReport report) =>
        status with
        {
            Restores = [.. status.Restores.Where(known => known.Uid != report.Uid), report],
        };
}

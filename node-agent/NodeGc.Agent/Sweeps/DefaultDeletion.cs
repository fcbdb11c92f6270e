using NodeGc.Agent.Scanning;
using NodeGc.Api.Cleanups;
using NodeGc.Removal.Deleting;

namespace NodeGc.Agent.Sweeps;

/// <summary>The deletion limits where no order sets any: the defaults of an order.</summary>
internal static class DefaultDeletion
{
    public static DeletionBounds On(NodeScanner scanner) =>
        new(LimitsSpec.Default.DeletesPerSecond)
        {
            MaxIOPressurePercent = LimitsSpec.Default.MaxIOPressurePercent,
            FindIoPressure = scanner.FindIoPressure,
        };
}

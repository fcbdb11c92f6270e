using NodeGc.Agent.Scanning;
using NodeGc.Api.Cleanups;
using NodeGc.Storage.Deleting;

namespace NodeGc.Agent.Sweeps;

/// <summary>How gently files are deleted where no order says it: as one does that says nothing.</summary>
internal static class GentleDeletion
{
    public static DeletionBounds On(NodeScanner scanner) =>
        new(LimitsSpec.Default.DeletesPerSecond)
        {
            MaxIOPressurePercent = LimitsSpec.Default.MaxIOPressurePercent,
            FindIoPressure = scanner.FindIoPressure,
        };
}

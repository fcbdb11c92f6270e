using NodeGc.Api.Cleanups;

namespace NodeGc.Docs.Tests.Policies;

/// <summary>Thresholds that every disk has reached, or none: how full that of the test is does not matter.</summary>
internal static class Pressure
{
    public static WhenSpec Of(bool isFull) =>
        new() { DiskUsagePercent = isFull ? new() { High = 1, Low = 0 } : new() { High = 100, Low = 99 } };
}

using System.Collections.Immutable;

namespace NodeGc.Fleet.Measuring;

/// <summary>What the runs of one fleet cost.</summary>
internal sealed record FleetFigures
{
    public required int Nodes { get; init; }

    /// <summary>How many cleanups ran on each node.</summary>
    public required int Cleanups { get; init; }

    /// <summary>From the first cleanup that was applied until all five reported that their runs had ended.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Statuses and events that the agents wrote during the runs.</summary>
    public required long AgentWrites { get; init; }

    /// <summary>Orders, statuses of cleanups and events that the operator wrote during the runs.</summary>
    public required long OperatorWrites { get; init; }

    /// <summary>How often the operator reconciled something during the runs.</summary>
    public required long Reconciles { get; init; }

    /// <summary>Processor time of the operator during the runs.</summary>
    public required TimeSpan OperatorTime { get; init; }

    /// <summary>Processor time of this process during the runs: API server and agents.</summary>
    public required TimeSpan OtherTime { get; init; }

    /// <summary>Resident memory of the operator at most, in bytes, from its start to the end of the runs.</summary>
    public required long OperatorMemory { get; init; }

    /// <summary>Bytes of JSON.</summary>
    public required long LargestCleanup { get; init; }

    /// <summary>Bytes of JSON.</summary>
    public required long LargestNodeStorage { get; init; }

    /// <summary>All that the fleet writes per node and minute when nothing is to be done; null if that was not
    /// observed.</summary>
    public double? IdleWrites { get; init; }

    /// <summary>What did not end as it should; empty if everything did.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    public double WritesPerNodeAndRun => (double)(AgentWrites + OperatorWrites) / (Nodes * Cleanups);

    /// <summary>Processor time of the operator per node.</summary>
    public TimeSpan OperatorTimePerNode => OperatorTime / Nodes;
}

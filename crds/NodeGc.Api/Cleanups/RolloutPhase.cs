namespace NodeGc.Api.Cleanups;

/// <summary>What a rollout does.</summary>
public enum RolloutPhase
{
    /// <summary>Only nodes of the canary start.</summary>
    Canary,

    /// <summary>The canary has succeeded; its nodes must stay healthy for a while.</summary>
    Soaking,

    /// <summary>All nodes may start.</summary>
    Rolling,

    /// <summary>The canary failed: no more nodes start in this run.</summary>
    CanaryFailed,

    /// <summary>Too many nodes failed: no more nodes start in this run.</summary>
    TooManyFailures,
}

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>What every page shows, whatever it is about.</summary>
public sealed record PageContext
{
    /// <summary>When the page was made.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether the operator's copy of the cluster is up to date.</summary>
    public required bool IsCurrent { get; init; }

    /// <summary>Version of the operator.</summary>
    public required string Version { get; init; }

    /// <summary>Address of the style sheet.</summary>
    public required string Style { get; init; }

    /// <summary>Address of the script.</summary>
    public required string Script { get; init; }
}

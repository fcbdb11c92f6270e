namespace NodeGc.Collector.Planning;

/// <summary>What a second look, in the instant before removal, says of a plan item.</summary>
public abstract record ItemVerdict
{
    private ItemVerdict() { }

    /// <summary>Still garbage, and still the same directory.</summary>
    public sealed record StillGarbage : ItemVerdict;

    /// <summary>Something needs it now, or it can no longer be ruled out.</summary>
    public sealed record CameAlive(string Reason) : ItemVerdict;

    /// <summary>It is another directory now.</summary>
    public sealed record Replaced : ItemVerdict;

    /// <summary>It is not there any more.</summary>
    public sealed record Gone : ItemVerdict;
}

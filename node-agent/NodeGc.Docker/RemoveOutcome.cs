namespace NodeGc.Docker;

/// <summary>What became of a removal that was asked for without force. All three are ordinary.</summary>
public abstract record RemoveOutcome
{
    private RemoveOutcome() { }

    /// <summary>The engine removed it.</summary>
    public sealed record Removed : RemoveOutcome;

    /// <summary>The engine does not know it (any more).</summary>
    public sealed record AlreadyGone : RemoveOutcome;

    /// <summary>Something needs it, and the engine kept it.</summary>
    /// <param name="Message">The engine's words.</param>
    public sealed record InUse(string Message) : RemoveOutcome;
}

namespace NodeGc.Docker;

/// <summary>Outcome of a removal requested without force. None of them is an error.</summary>
public abstract record RemoveOutcome
{
    private RemoveOutcome() { }

    /// <summary>The engine removed it.</summary>
    public sealed record Removed : RemoveOutcome;

    /// <summary>The engine does not know it, or no longer does.</summary>
    public sealed record AlreadyGone : RemoveOutcome;

    /// <summary>Something needs it, so the engine kept it.</summary>
    /// <param name="Message">The engine's message.</param>
    public sealed record InUse(string Message) : RemoveOutcome;
}

namespace NodeGc.Testing.Docker;

/// <summary>How an external command ended.</summary>
public sealed record CommandResult(string Command, int ExitCode, string Output, string Errors)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>What it wrote, trimmed.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public string Text =>
        Succeeded
            ? Output.Trim()
            : throw new InvalidOperationException($"{Command} failed ({ExitCode}): {Errors.Trim()}");

    public override string ToString() => $"{Command}: {ExitCode}\n{Output}{Errors}";
}

using System.Collections.Immutable;

namespace NodeGc.Testing.ApiServer;

/// <summary>How a kubectl command ended and what it said.</summary>
public sealed record KubectlResult(ImmutableArray<string> Arguments, int ExitCode, string Output, string Errors)
{
    /// <summary>The output of a command that has to succeed.</summary>
    public string Must() =>
        ExitCode == 0
            ? Output
            : throw new InvalidOperationException(
                $"kubectl {string.Join(' ', Arguments)} ended with {ExitCode}: {Errors}{Output}"
            );
}

using System.Text.Json.Nodes;

namespace NodeGc.Agent.Tests.CommandLine;

/// <summary>How a call of the command line ended.</summary>
internal sealed record CommandLineResult(ExitCode ExitCode, string Output, string Errors)
{
    /// <summary>The output as the one JSON document that it has to be.</summary>
    public JsonNode Json => JsonNode.Parse(Output)!;

    public override string ToString() => $"{ExitCode}\n{Output}\n{Errors}";
}

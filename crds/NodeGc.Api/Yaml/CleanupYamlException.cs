using System.Collections.Immutable;

namespace NodeGc.Api.Yaml;

/// <summary>A policy file cannot be used. The message has one line for each problem.</summary>
public sealed class CleanupYamlException(ImmutableArray<YamlProblem> problems, Exception? cause = null)
    : Exception(string.Join(Environment.NewLine, problems), cause)
{
    public ImmutableArray<YamlProblem> Problems { get; } = problems;
}

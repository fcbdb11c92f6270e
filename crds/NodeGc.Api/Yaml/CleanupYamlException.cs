using System.Collections.Immutable;

namespace NodeGc.Api.Yaml;

/// <summary>A policy file is not valid. The message has one line per problem.</summary>
public sealed class CleanupYamlException(ImmutableArray<YamlProblem> problems, Exception? cause = null)
    : Exception(string.Join(Environment.NewLine, problems), cause)
{
    public ImmutableArray<YamlProblem> Problems { get; } = problems;
}

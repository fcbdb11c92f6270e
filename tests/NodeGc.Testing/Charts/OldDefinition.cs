using NodeGc.Testing.ApiServer;

namespace NodeGc.Testing.Charts;

/// <summary>Makes of a definition what an older release had.</summary>
public static class OldDefinition
{
    /// <summary>Rules in CEL, which Kubernetes before 1.23 does not know: it drops them from a definition that is
    /// created or replaced, but refuses to apply it on the server, and kubectl refuses it before it asks.</summary>
    public const string Rules = "x-kubernetes-validations";

    /// <summary>The YAML of definitions as the cluster that the tests run on takes them when they are
    /// applied.</summary>
    public static string ForCluster(string yaml) => TestCluster.IsOlderThan(1, 23) ? Without(yaml, Rules) : yaml;

    /// <summary>The YAML without the fields of this name, wherever they stand, and all below them.</summary>
    public static string Without(string yaml, string field)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var kept = new List<string>();
        int? dropped = null;
        foreach (var line in yaml.Split('\n'))
        {
            var indent = line.Length - line.TrimStart().Length;
            if (dropped is { } depth && (line.Trim().Length == 0 || indent > depth))
                continue;
            dropped = line.Trim() == $"{field}:" ? indent : null;
            if (dropped is null)
                kept.Add(line);
        }
        return string.Join('\n', kept);
    }
}

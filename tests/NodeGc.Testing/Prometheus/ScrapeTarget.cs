namespace NodeGc.Testing.Prometheus;

/// <summary>A process on the loopback that is scraped.</summary>
/// <param name="Job">Name of its job.</param>
/// <param name="Port">Of <c>/metrics</c>.</param>
/// <param name="Labels">More labels of its series, as a service discovery adds them.</param>
public sealed record ScrapeTarget(string Job, int Port, params IReadOnlyList<(string Name, string Value)> Labels)
{
    internal string Yaml =>
        $$"""
              - job_name: {{Job}}
                static_configs:
                  - targets: ["127.0.0.1:{{Port}}"]
                    labels: { {{string.Join(", ", Labels.Select(label => $"{label.Name}: \"{label.Value}\""))}} }
            """;
}

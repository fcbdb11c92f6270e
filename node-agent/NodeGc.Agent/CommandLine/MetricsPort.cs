using System.CommandLine;

namespace NodeGc.Agent.CommandLine;

/// <summary><c>--metrics-port</c>.</summary>
internal static class MetricsPort
{
    public static Option<int> Option()
    {
        var option = new Option<int>("--metrics-port")
        {
            HelpName = "PORT",
            Description = "Serve Prometheus metrics at /metrics on this port, on all addresses. Default: 0 (disabled).",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > ushort.MaxValue)
                result.AddError("--metrics-port must be a port from 1 to 65535, or 0 to disable it.");
        });
        return option;
    }
}

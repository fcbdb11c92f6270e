using System.Globalization;

namespace NodeGc.TestApiServer;

/// <summary>The command line: <c>--port N --kubeconfig PATH</c>, both optional.</summary>
/// <param name="Port">0 (the default) for any free port.</param>
/// <param name="Kubeconfig">Where an administrator's kubeconfig is written before the URL is printed.</param>
internal sealed record Arguments(int Port, string? Kubeconfig)
{
    public const string Usage = """
        usage: nodegc-test-apiserver [--port N] [--kubeconfig PATH]
          Serves a Kubernetes API from memory on 127.0.0.1, prints its URL, and runs until SIGTERM or SIGINT.
          --port N           the port to listen on; 0, the default, takes any free one
          --kubeconfig PATH  write a kubeconfig with every right there
        """;

    /// <summary>Null when the arguments are not understood.</summary>
    public static Arguments? Parse(ReadOnlySpan<string> args) =>
        args switch
        {
            [] => new Arguments(0, null),
            ["--port", var text, .. var rest]
                when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                    && port <= 65535 => Parse(rest) is { } others ? others with { Port = port } : null,
            ["--kubeconfig", var path, .. var rest] => Parse(rest) is { } others
                ? others with
                {
                    Kubeconfig = path,
                }
                : null,
            _ => null,
        };
}

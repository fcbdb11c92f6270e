using System.Collections.Frozen;
using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Operator.Notifications;

namespace NodeGc.Operator.Hosting;

/// <summary>The settings of notifications.</summary>
internal static class WebhookSettings
{
    private const string Url = "NODEGC_NOTIFY_URL";
    private const string UrlFile = "NODEGC_NOTIFY_URL_FILE";
    private const string SigningKeyFile = "NODEGC_NOTIFY_SIGNING_KEY_FILE";
    private const string CaFile = "NODEGC_NOTIFY_CA_FILE";
    private const string Events = "NODEGC_NOTIFY_EVENTS";
    private const string ProxyUrl = "NODEGC_NOTIFY_PROXY";
    private const string Timeout = "NODEGC_NOTIFY_TIMEOUT";
    private const string ClusterName = "NODEGC_CLUSTER_NAME";

    private static readonly (TimeSpan Min, TimeSpan Max) TimeoutRange = (
        TimeSpan.FromSeconds(1),
        TimeSpan.FromMinutes(1)
    );

    /// <summary>Flags and variables.</summary>
    public static ImmutableArray<(string Flag, string Variable)> Known { get; } =
    [
        ("--notify-url", Url),
        ("--notify-url-file", UrlFile),
        ("--notify-signing-key-file", SigningKeyFile),
        ("--notify-ca-file", CaFile),
        ("--notify-events", Events),
        ("--notify-proxy", ProxyUrl),
        ("--notify-timeout", Timeout),
        ("--cluster-name", ClusterName),
    ];

    /// <summary>Null if no webhook is configured.</summary>
    /// <exception cref="FormatException">A value, or the contents of a file, is invalid; the message names it.
    /// </exception>
    public static WebhookOptions? Read(ImmutableDictionary<string, string> values)
    {
        var (url, file) = (Find(values, Url), Find(values, UrlFile));
        if ((url, file) is (null, null))
            return
                Known.FirstOrDefault(known => known.Variable != ClusterName && values[known.Variable].Length > 0)
                    is { Variable: { } set }
                ? throw new FormatException($"{set}: needs {Url} or {UrlFile}")
                : null;
        if ((url, file) is (not null, not null))
            throw new FormatException($"{Url} and {UrlFile} are both set; set one of them");
        var options = new WebhookOptions
        {
            Url = url is null ? null : ReadUrl(Url, url),
            UrlFile = file,
            SigningKeyFile = Find(values, SigningKeyFile),
            CaFile = Find(values, CaFile),
            Proxy = Find(values, ProxyUrl) is { } proxy ? ReadUrl(ProxyUrl, proxy) : null,
            Types = Find(values, Events) is { } events ? ReadTypes(events) : [.. Enum.GetValues<NotificationType>()],
            Timeout = ReadTimeout(Find(values, Timeout) ?? "10s"),
            ClusterName = Find(values, ClusterName),
        };
        // Read again for each delivery, but a mistake should show at once.
        _ = WebhookTarget.Read(options);
        return options;
    }

    private static string? Find(ImmutableDictionary<string, string> values, string variable) =>
        values[variable] is { Length: > 0 } text ? text : null;

    // The value may be a secret.
    private static Uri ReadUrl(string variable, string text) =>
        WebhookTarget.FindUrl(text)
        ?? throw new FormatException(
            $"{variable}: must be a URL that starts with https:// or http:// and has no user name"
        );

    private static FrozenSet<NotificationType> ReadTypes(string text)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var names = Enum.GetNames<NotificationType>();
        if (words.FirstOrDefault(word => !names.Contains(word)) is { } unknown)
            throw new FormatException($"{Events}: '{unknown}' is not one of {string.Join(", ", names)}");
        return words.Length > 0
            ? [.. words.Select(Enum.Parse<NotificationType>)]
            : throw new FormatException($"{Events}: must list at least one of {string.Join(", ", names)}");
    }

    private static TimeSpan ReadTimeout(string text)
    {
        if (GoDuration.FindProblem(text, out var value) is { } problem)
            throw new FormatException($"{Timeout}: {problem}");
        return value >= TimeoutRange.Min && value <= TimeoutRange.Max
            ? value
            : throw new FormatException($"{Timeout}: '{text}' must be between 1s and 1m");
    }
}

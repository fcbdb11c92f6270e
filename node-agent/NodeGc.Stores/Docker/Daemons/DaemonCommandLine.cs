using System.Collections.Immutable;

namespace NodeGc.Stores.Docker.Daemons;

/// <summary>
/// Reads the arguments of a daemon. Accepted: <c>--name value</c>, <c>--name=value</c>, and for short options <c>-g
/// value</c>, <c>-gvalue</c>, <c>-g=value</c>, also bundled behind switches as in <c>-Dg value</c>. The last occurrence
/// counts; <c>--</c> ends the options.
/// </summary>
internal static class DaemonCommandLine
{
    private const string Switches = "Ddv";
    private const string ValueOptions = "bgGHlps";

    public static DaemonSettings Parse(ImmutableArray<string> arguments)
    {
        var settings = new DaemonSettings();
        var i = 1;
        while (i < arguments.Length && arguments[i] != "--")
        {
            var next = i + 1 < arguments.Length ? arguments[i + 1] : null;
            var (name, value, isNextTaken) = Option(arguments[i], next);
            if (name is not null)
                settings = Apply(settings, name, value);
            i += isNextTaken ? 2 : 1;
        }
        return settings;
    }

    /// <summary>Whether an argument of a <c>docker</c> process makes it a daemon; up to 1.11 both were the same
    /// program.</summary>
    public static bool IsDaemon(ImmutableArray<string> arguments) =>
        arguments
            .Skip(1)
            .TakeWhile(argument => argument != "--")
            .Any(argument => argument is "-d" or "--daemon" or "--daemon=true" or "daemon");

    private static (string? Name, string? Value, bool IsNextTaken) Option(string argument, string? next)
    {
        if (argument.StartsWith("--", StringComparison.Ordinal))
            return LongOption(argument[2..], next);
        return argument.StartsWith('-') ? ShortOption(argument[1..], next) : (null, null, false);
    }

    private static (string?, string?, bool) LongOption(string option, string? next)
    {
        var parts = option.Split('=', 2);
        if (parts.Length == 2)
            return (parts[0], parts[1], false);
        return parts[0] == "rootless" ? (parts[0], "true", false) : (parts[0], next, IsKnown(parts[0]));
    }

    private static (string?, string?, bool) ShortOption(string letters, string? next)
    {
        var start = letters.AsSpan().IndexOfAnyExcept(Switches);
        if (start < 0 || !ValueOptions.Contains(letters[start]))
            return (null, null, false);
        var name = letters[start].ToString();
        var rest = letters[(start + 1)..];
        return rest.Length == 0 ? (name, next, true) : (name, rest.TrimStart('='), false);
    }

    private static bool IsKnown(string name) => Apply(new DaemonSettings(), name, "known") != new DaemonSettings();

    private static DaemonSettings Apply(DaemonSettings settings, string name, string? value) =>
        name switch
        {
            "g" or "graph" or "data-root" => settings with { DataRoot = value },
            "config-file" => settings with { ConfigFile = value },
            "s" or "storage-driver" => settings with { StorageDriver = value },
            "feature" => settings with { UsesContainerd = Feature(value) ?? settings.UsesContainerd },
            "containerd" => settings with { Containerd = value },
            "exec-root" => settings with { ExecRoot = value },
            "p" or "pidfile" => settings with { PidFile = value },
            "userns-remap" => settings with { UserNamespaceRemap = value },
            "rootless" => settings with { IsRootless = value != "false" },
            "H" or "host" when value is not null => settings with { Hosts = settings.Hosts.Add(value) },
            _ => settings,
        };

    private static bool? Feature(string? value) =>
        value switch
        {
            "containerd-snapshotter" or "containerd-snapshotter=true" => true,
            "containerd-snapshotter=false" => false,
            _ => null,
        };
}

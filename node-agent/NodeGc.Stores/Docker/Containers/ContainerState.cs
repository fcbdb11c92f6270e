using System.Text.Json;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Containers;

/// <summary>What configurations of all versions have in common.</summary>
internal static class ContainerState
{
    /// <summary>The default driver if none is recorded.</summary>
    private const string OldestDriver = "aufs";

    /// <summary>The storage driver of a container.</summary>
    public static string DriverOf(JsonElement config) =>
        config.FindText("Driver") is { Length: > 0 } driver ? driver : OldestDriver;

    /// <summary>The state in a word, for example <c>running</c>.</summary>
    public static string WordOf(JsonElement state) =>
        state.FindFlag("Dead") || state.FindFlag("RemovalInProgress") ? "dead"
        : state.FindFlag("Paused") ? "paused"
        : state.FindFlag("Restarting") ? "restarting"
        : state.FindFlag("Running") ? "running"
        : "stopped";
}

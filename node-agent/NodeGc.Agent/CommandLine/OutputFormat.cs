namespace NodeGc.Agent.CommandLine;

/// <summary>The format of a report.</summary>
internal enum OutputFormat
{
    /// <summary>Tables for people.</summary>
    Text,

    /// <summary>One JSON document.</summary>
    Json,
}

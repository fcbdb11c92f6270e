namespace NodeGc.Kubectl.Output;

/// <summary>The value of <c>--output</c>.</summary>
internal enum OutputFormat
{
    Table,

    /// <summary>The table with all columns.</summary>
    Wide,
    Json,
    Yaml,

    /// <summary>Only the names of the objects, one per line.</summary>
    Name,
}

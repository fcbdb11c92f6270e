namespace NodeGc.Api;

/// <summary>Names that the objects, labels and paths of this API share.</summary>
public static class ApiGroup
{
    public const string Name = "nodegc.io";
    public const string Version = "v1alpha1";

    /// <summary>Group and version as objects write them.</summary>
    public const string ApiVersion = Name + "/" + Version;
}

namespace NodeGc.Api;

/// <summary>Names shared by the objects, labels and paths of this API.</summary>
public static class ApiGroup
{
    public const string Name = "nodegc.io";
    public const string Version = "v1alpha1";

    /// <summary>Group and version, as in the apiVersion field of objects.</summary>
    public const string ApiVersion = Name + "/" + Version;
}

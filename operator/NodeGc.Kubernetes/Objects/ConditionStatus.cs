namespace NodeGc.Kubernetes.Objects;

/// <summary>The three values a condition's status may have.</summary>
public static class ConditionStatus
{
    public const string True = "True";
    public const string False = "False";
    public const string Unknown = "Unknown";

    public static string From(bool value) => value ? True : False;
}

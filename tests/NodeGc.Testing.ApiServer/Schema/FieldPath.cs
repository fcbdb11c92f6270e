namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>Spells the place of a value as the real server does: <c>spec.names[0]</c>.</summary>
internal static class FieldPath
{
    public static string Child(string parent, string name) => parent.Length == 0 ? name : $"{parent}.{name}";

    public static string Item(string parent, int index) => $"{parent}[{index}]";
}

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace NodeGc.Architecture.Tests;

/// <summary>Reads what a compiled assembly declares and refers to, without loading it.</summary>
internal static class Metadata
{
    public static IReadOnlyList<string> ReferencedAssemblies(string assembly) =>
        Read(assembly, reader =>
            reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))
        );

    /// <summary>Every type of another assembly that is named, as <c>Namespace.Type</c>.</summary>
    public static IReadOnlyList<string> ReferencedTypes(string assembly) =>
        Read(assembly, reader => reader.TypeReferences.Select(handle => NameOf(reader, handle)));

    /// <summary>Every member of another assembly that is called or read, as <c>Namespace.Type.Member</c>.</summary>
    public static IReadOnlyList<string> ReferencedMembers(string assembly) =>
        Read(assembly, reader =>
            from handle in reader.MemberReferences
            let member = reader.GetMemberReference(handle)
            where member.Parent.Kind == HandleKind.TypeReference
            select $"{NameOf(reader, (TypeReferenceHandle)member.Parent)}.{reader.GetString(member.Name)}"
        );

    /// <summary>The public types, nested ones left out, as <c>Namespace.Type</c>.</summary>
    public static IReadOnlyList<string> PublicTypes(string assembly) =>
        Read(assembly, reader =>
            from handle in reader.TypeDefinitions
            let type = reader.GetTypeDefinition(handle)
            where type.Attributes.HasFlag(System.Reflection.TypeAttributes.Public) && type.GetDeclaringType().IsNil
            select $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name).Split('`')[0]}"
        );

    private static string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var scope =
            type.ResolutionScope.Kind == HandleKind.TypeReference
                ? NameOf(reader, (TypeReferenceHandle)type.ResolutionScope)
                : reader.GetString(type.Namespace);
        return $"{scope}.{reader.GetString(type.Name)}";
    }

    private static IReadOnlyList<string> Read(string assembly, Func<MetadataReader, IEnumerable<string>> query)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        return [.. query(image.GetMetadataReader()).Distinct().Order(StringComparer.Ordinal)];
    }
}

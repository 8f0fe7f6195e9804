using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ParallelCore.Tests.Architecture;

/// <summary>Reads every arrow between the types of one assembly: bases, interfaces, constraints, attributes, signatures, locals and method bodies.</summary>
/// <remarks>Constants are invisible to it: the compiler copies their value. Nested types count as their outermost type.</remarks>
internal sealed class ArrowReader
{
    private readonly PEReader _image;
    private readonly MetadataReader _metadata;
    private readonly HashSet<Arrow> _arrows = [];
    private readonly TypeUseCollector _collector;
    private TypeDefinition _from;

    private ArrowReader(PEReader image)
    {
        _image = image;
        _metadata = image.GetMetadataReader();
        _collector = new TypeUseCollector(AddType);
    }

    public static IReadOnlyCollection<Arrow> Read(string assemblyPath)
    {
        using var image = new PEReader(File.OpenRead(assemblyPath));
        var reader = new ArrowReader(image);
        foreach (TypeDefinitionHandle handle in reader._metadata.TypeDefinitions)
        {
            reader.ReadType(reader._metadata.GetTypeDefinition(handle));
        }

        return reader._arrows;
    }

    private void ReadType(TypeDefinition type)
    {
        _from = Outermost(type);
        Add(type.BaseType);
        AddParameters(type.GetGenericParameters());
        AddAttributes(type.GetCustomAttributes());
        foreach (InterfaceImplementationHandle handle in type.GetInterfaceImplementations())
        {
            Add(_metadata.GetInterfaceImplementation(handle).Interface);
        }

        foreach (FieldDefinitionHandle handle in type.GetFields())
        {
            FieldDefinition field = _metadata.GetFieldDefinition(handle);
            field.DecodeSignature(_collector, false);
            AddAttributes(field.GetCustomAttributes());
        }

        foreach (MethodDefinitionHandle handle in type.GetMethods())
        {
            ReadMethod(_metadata.GetMethodDefinition(handle));
        }
    }

    private void ReadMethod(MethodDefinition method)
    {
        method.DecodeSignature(_collector, false);
        AddParameters(method.GetGenericParameters());
        AddAttributes(method.GetCustomAttributes());
        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        MethodBodyBlock body = _image.GetMethodBody(method.RelativeVirtualAddress);
        Add(body.LocalSignature);
        foreach (ExceptionRegion region in body.ExceptionRegions)
        {
            Add(region.CatchType);
        }

        foreach (EntityHandle token in InstructionTokens.Read(body.GetILBytes()!))
        {
            Add(token);
        }
    }

    private void AddParameters(GenericParameterHandleCollection parameters)
    {
        foreach (GenericParameterHandle parameter in parameters)
        {
            foreach (GenericParameterConstraintHandle constraint in _metadata.GetGenericParameter(parameter).GetConstraints())
            {
                Add(_metadata.GetGenericParameterConstraint(constraint).Type);
            }
        }
    }

    private void AddAttributes(CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttributeHandle attribute in attributes)
        {
            Add(_metadata.GetCustomAttribute(attribute).Constructor);
        }
    }

    private void Add(EntityHandle handle)
    {
        if (handle.IsNil)
        {
            return;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                AddType((TypeDefinitionHandle)handle);
                break;
            case HandleKind.TypeSpecification:
                _metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_collector, false);
                break;
            case HandleKind.FieldDefinition:
                FieldDefinition field = _metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                AddType(field.GetDeclaringType());
                field.DecodeSignature(_collector, false);
                break;
            case HandleKind.MethodDefinition:
                MethodDefinition method = _metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                AddType(method.GetDeclaringType());
                method.DecodeSignature(_collector, false);
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification specification = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(specification.Method);
                specification.DecodeSignature(_collector, false);
                break;
            case HandleKind.MemberReference:
                AddReference(_metadata.GetMemberReference((MemberReferenceHandle)handle));
                break;
            case HandleKind.StandaloneSignature:
                AddStandalone(_metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle));
                break;
        }
    }

    private void AddReference(MemberReference reference)
    {
        Add(reference.Parent);
        if (reference.GetKind() == MemberReferenceKind.Method)
        {
            reference.DecodeMethodSignature(_collector, false);
        }
        else
        {
            reference.DecodeFieldSignature(_collector, false);
        }
    }

    private void AddStandalone(StandaloneSignature signature)
    {
        if (signature.GetKind() == StandaloneSignatureKind.LocalVariables)
        {
            signature.DecodeLocalSignature(_collector, false);
        }
        else
        {
            signature.DecodeMethodSignature(_collector, false);
        }
    }

    private void AddType(TypeDefinitionHandle handle)
    {
        TypeDefinition to = Outermost(_metadata.GetTypeDefinition(handle));
        var arrow = new Arrow(
            _metadata.GetString(_from.Namespace),
            _metadata.GetString(_from.Name),
            _metadata.GetString(to.Namespace),
            _metadata.GetString(to.Name));
        if (IsWritten(arrow.FromNamespace) && IsWritten(arrow.ToNamespace))
        {
            _arrows.Add(arrow);
        }
    }

    private TypeDefinition Outermost(TypeDefinition type)
    {
        while (!type.GetDeclaringType().IsNil)
        {
            type = _metadata.GetTypeDefinition(type.GetDeclaringType());
        }

        return type;
    }

    /// <summary>Whether somebody wrote the type: the compiler puts its own into no namespace or into the runtime's.</summary>
    private static bool IsWritten(string name) => name.Length > 0
        && !name.StartsWith("System", StringComparison.Ordinal)
        && !name.StartsWith("Microsoft", StringComparison.Ordinal);
}

using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace ParallelCore.Tests.Architecture;

/// <summary>A signature decoder that has no result: it only hands every type of this assembly that it meets to a callback.</summary>
internal sealed class TypeUseCollector(Action<TypeDefinitionHandle> found) : ISignatureTypeProvider<bool, bool>
{
    public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        found(handle);
        return true;
    }

    public bool GetTypeFromSpecification(MetadataReader reader, bool genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => true;

    public bool GetArrayType(bool elementType, ArrayShape shape) => true;

    public bool GetByReferenceType(bool elementType) => true;

    public bool GetFunctionPointerType(MethodSignature<bool> signature) => true;

    public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => true;

    public bool GetGenericMethodParameter(bool genericContext, int index) => true;

    public bool GetGenericTypeParameter(bool genericContext, int index) => true;

    public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => true;

    public bool GetPinnedType(bool elementType) => true;

    public bool GetPointerType(bool elementType) => true;

    public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => true;

    public bool GetSZArrayType(bool elementType) => true;
}

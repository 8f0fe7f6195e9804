using ParallelCore.Analyzers.Types;

namespace ParallelCore.Analyzers.Sharing;

/// <summary>Variables, members and elements that are read.</summary>
internal sealed partial class BodyWalker
{
    private void ReadPlace(IOperation operation)
    {
        switch (operation)
        {
            case ILocalReferenceOperation local:
                if (!local.IsDeclaration && _frame.Declaring(local.Local) is null && !local.Local.IsConst)
                {
                    Note(AccessKind.Read, new Place(local.Local, ""), operation);
                }

                break;
            case IParameterReferenceOperation parameter:
                if (_frame.ArgumentOf(parameter.Parameter) is null && _frame.Body.RoleOf(parameter.Parameter) is null && _frame.Declaring(parameter.Parameter) is null)
                {
                    Note(AccessKind.Read, new Place(parameter.Parameter, ""), operation);
                }

                break;
            case IFieldReferenceOperation field:
                ReadField(field);
                break;
            case IPropertyReferenceOperation property:
                ReadProperty(property);
                break;
            case IArrayElementReferenceOperation element:
                VisitAll(element.Indices);
                Visit(element.ArrayReference);
                NoteElement(element.ArrayReference, element.Indices, AccessKind.Read, operation, null);
                break;
            default:
                VisitChildren(operation);
                NoteElement(operation.ChildOperations.First(), operation.ChildOperations.Skip(1), AccessKind.Read, operation, null);
                break;
        }
    }

    private void ReadField(IFieldReferenceOperation reference)
    {
        IFieldSymbol field = reference.Field;
        if (field.IsConst)
        {
            return;
        }

        if (field.IsStatic)
        {
            if (Origins.IsThreadStatic(field))
            {
                _reading.ThreadUses.Add(new ThreadUse(field, reference, _call, isWrite: false, IsTested(reference)));
            }
            else
            {
                Note(AccessKind.Read, new Place(field, ""), reference);
            }

            return;
        }

        if (reference.Instance is IArrayElementReferenceOperation element)
        {
            VisitAll(element.Indices);
            NoteElement(element.ArrayReference, element.Indices, AccessKind.Read, reference, null, field.Name);
            return;
        }

        Visit(reference.Instance);
        Origin owner = _origins.Of(reference.Instance, _frame);
        if (owner.IsShared)
        {
            Note(AccessKind.Read, owner.Place.Member(field.Name), reference);
        }
    }

    private void ReadProperty(IPropertyReferenceOperation reference)
    {
        IPropertySymbol property = reference.Property;
        if (_inside == 0 && property.ContainingType is { Name: "Task" or "ValueTask" } && property.Name == "Result" && !IsInBlockingRegion(reference))
        {
            _reading.Waits.Add((_call ?? reference, "Task.Result"));
        }

        Visit(reference.Instance);
        VisitAll(reference.Arguments);
        if (reference.Instance is null)
        {
            return;
        }

        if (reference.Arguments.Length > 0 && IsArrayLike(reference))
        {
            NoteElement(reference.Instance, reference.Arguments.Select(static argument => argument.Value), AccessKind.Read, reference, null);
            return;
        }

        Origin owner = _origins.Of(reference.Instance, _frame);
        if (!owner.IsShared)
        {
            return;
        }

        ITypeSymbol? type = owner.Type ?? reference.Instance.Type;
        switch (UnsafeTypes.Of(type))
        {
            case Safety.Everybody when IsOwnEntry(reference.Arguments):
                return;
            case Safety.Everybody:
                NoteSafe(AccessKind.SafeRead, owner, reference, property.IsIndexer ? "this[]" : property.Name, null, isPair: false);
                return;
            case Safety.Readers:
                NoteMember(AccessKind.Query, owner, type, reference, property.Name, null);
                return;
            case Safety.Nobody:
                return;
        }

        if (!Origins.IsAutomatic(property) && property.GetMethod is { DeclaringSyntaxReferences.Length: > 0 } getter)
        {
            Enter(getter, reference, reference.Instance, reference.Arguments);
        }
        else
        {
            Note(AccessKind.Read, owner.Place.Member(property.Name), reference);
        }
    }
}

using ParallelCore.Analyzers.Bodies;
using ParallelCore.Analyzers.Types;

namespace ParallelCore.Analyzers.Sharing;

/// <summary>What calls do: to their receiver, to what they are passed, and in their own code.</summary>
internal sealed partial class BodyWalker
{
    private void VisitCall(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (_reading.Body.Spawner is { } spawner && ParallelBody.Spawns(call, spawner))
        {
            // A branch beside this one.
            return;
        }

        if (_entryPoints.OwnerOf(method) is not null && _entryPoints.Read(call) is { IsScope: false } nested)
        {
            VisitNested(call, nested);
            return;
        }

        if (LockReader.Released(call) is { } released)
        {
            Release(released);
            return;
        }

        if (LockReader.RunsLocked(method) && call.Instance is { } guard && call.Arguments.Any(static argument => argument.Value.Type?.TypeKind == TypeKind.Delegate))
        {
            Visit(guard);
            NoteGuarded(guard, call);
            var held = new HeldLock(LockKind.Full, _lockReader.Of(guard, _frame).Identity, guard);
            _locks.Add(held);
            VisitAll(call.Arguments);
            _locks.Remove(held);
            return;
        }

        if (KnownCalls.IsAtomic(method))
        {
            VisitAtomic(call);
            return;
        }

        if (_lockReader.Taken(call, _frame) is { } taken)
        {
            Visit(call.Instance);
            VisitAll(call.Arguments);
            if (taken.Kind == LockKind.Useless && _call is null)
            {
                _reading.UselessLocks[taken] = false;
            }

            _locks.Add(taken);
            return;
        }

        if (_inside == 0 && KnownCalls.Waits(method) is { } wait && !IsInBlockingRegion(call))
        {
            _reading.Waits.Add((_call ?? call, wait));
        }

        if (call.Instance is ILocalReferenceOperation { Local: { } variable } && method.MethodKind == MethodKind.DelegateInvoke && _frame.Declaring(variable) is null && _code.DelegateIn(variable) is { } lambda)
        {
            VisitAll(call.Arguments);
            Enter(lambda.Symbol, call, null, call.Arguments, lambda.Body);
            return;
        }

        Visit(call.Instance);
        IOperation? code = Enterable(method) ? _code.Of(method) : null;
        foreach (IArgumentOperation argument in call.Arguments)
        {
            VisitArgument(call, argument, isEntered: code is not null);
        }

        NoteReceiver(call);
        if (code is not null)
        {
            Enter(method, call, call.Instance, call.Arguments, code);
        }
        else if (KnownCalls.ChangesProcess(method))
        {
            Access access = Note(AccessKind.Mutation, new Place(method.ContainingType, "." + method.Name), call);
            access.Member = method.Name;
            access.Type = method.ContainingType;
        }
    }

    /// <summary>A look at guarded data, or a change of it: one step each.</summary>
    private void NoteGuarded(IOperation guard, IInvocationOperation call)
    {
        if (guard.Type?.Name is "Guarded" or "ReadWriteGuarded" && call.TargetMethod.Name is "Read" or "Update" && _origins.Of(guard, _frame) is { IsShared: true } owner)
        {
            NoteSafe(call.TargetMethod.Name == "Read" ? AccessKind.SafeRead : AccessKind.SafeWrite, owner, call, call.TargetMethod.Name, call, isPair: false, guard.Type);
        }
    }

    private void VisitArgument(IInvocationOperation call, IArgumentOperation argument, bool isEntered)
    {
        IParameterSymbol? parameter = argument.Parameter;
        IMethodSymbol method = call.TargetMethod;
        if (parameter is null || parameter.RefKind is not (RefKind.Ref or RefKind.Out))
        {
            Visit(argument.Value);
            if (!isEntered && parameter is not null && KnownCalls.Fills(method, parameter))
            {
                int position = KnownCalls.PositionIn(method, parameter)?.Ordinal ?? -1;
                FillBuffer(argument.Value, call.Arguments.FirstOrDefault(other => other.Parameter?.Ordinal == position)?.Value, call);
            }

            return;
        }

        if (isEntered)
        {
            // The callee's code says what is done to it.
            if (argument.Value is not (ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation))
            {
                VisitChildren(argument.Value);
            }

            return;
        }

        if (KnownCalls.MovesReference(method))
        {
            // The element behind the reference is touched where that is used.
            Visit(argument.Value);
            return;
        }

        bool isKnown = method.DeclaringSyntaxReferences.Length == 0 && method.MethodKind != MethodKind.DelegateInvoke && method.ContainingNamespace?.ToDisplayString() != "System.Threading";
        if (isKnown || parameter.RefKind == RefKind.Out || argument.Value is IArrayElementReferenceOperation)
        {
            Write(argument.Value, parameter.RefKind == RefKind.Out ? AccessKind.Write : AccessKind.Update, argument, null);
        }
    }

    /// <summary>A library method that fills the array it is passed.</summary>
    private void FillBuffer(IOperation buffer, IOperation? position, IInvocationOperation call)
    {
        if (position is not null && _origins.Indices.Read(position, _frame).DependsOnIteration)
        {
            return;
        }

        IOperation value = EntryPoints.Unwrap(buffer);
        if (value is IConversionOperation or ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IInvocationOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation)
        {
            int before = _reading.Accesses.Count;
            NoteElement(value, [], AccessKind.Write, call, null, isBulk: true);
            if (_reading.Accesses.Count > before)
            {
                _reading.Accesses[_reading.Accesses.Count - 1].Member = call.TargetMethod.Name;
            }
        }
    }

    private void VisitAtomic(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is null || argument.Parameter.RefKind == RefKind.None)
            {
                Visit(argument.Value);
                continue;
            }

            if (PlaceOf(argument.Value, _frame) is { } place)
            {
                AccessKind kind = method.Name.StartsWith("Read", StringComparison.Ordinal) ? AccessKind.SafeRead : AccessKind.SafeWrite;
                Access access = Note(kind, place, call);
                access.Member = method.Name;
                access.Value = call;
            }
            else
            {
                VisitChildren(argument.Value);
            }
        }
    }

    /// <summary>The shared variable behind a reference.</summary>
    private Place? PlaceOf(IOperation operation, Frame frame)
    {
        switch (EntryPoints.Unwrap(operation))
        {
            case ILocalReferenceOperation local:
                return frame.Declaring(local.Local) is null ? new Place(local.Local, "") : null;
            case IParameterReferenceOperation parameter when frame.ArgumentOf(parameter.Parameter) is { } argument && frame.Caller is { } caller:
                return PlaceOf(argument, caller);
            case IParameterReferenceOperation parameter:
                return frame.Body.RoleOf(parameter.Parameter) is null && frame.Declaring(parameter.Parameter) is null ? new Place(parameter.Parameter, "") : null;
            case IFieldReferenceOperation { Field.IsStatic: true } field:
                return new Place(field.Field, "");
            case IFieldReferenceOperation field:
                Origin owner = _origins.Of(field.Instance, frame);
                return owner.IsShared ? owner.Place.Member(field.Field.Name) : null;
            default:
                return null;
        }
    }

    /// <summary>An entry under a key that no other iteration has: nobody comes between two steps on it.</summary>
    private bool IsOwnEntry(ImmutableArray<IArgumentOperation> arguments) => arguments.Length > 0 && _origins.ClassOf([arguments[0].Value], _frame) == IndexClass.Own;

    /// <summary>What a call does to the object it is made on, and to objects that are passed to it though nobody may share them.</summary>
    private void NoteReceiver(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (call.Instance is { } receiver && (method.MethodKind != MethodKind.DelegateInvoke))
        {
            Origin owner = _origins.Of(receiver, _frame);
            ITypeSymbol? type = owner.Type ?? receiver.Type;
            if (owner.IsShared)
            {
                switch (UnsafeTypes.Of(type))
                {
                    case Safety.Everybody when IsOwnEntry(call.Arguments) && type?.Name.EndsWith("Dictionary", StringComparison.Ordinal) == true:
                        break;
                    case Safety.Everybody:
                        NoteSafe(IsSafeRead(method.Name) ? AccessKind.SafeRead : AccessKind.SafeWrite, owner, call, method.Name, call, isPair: false, type);
                        break;
                    case Safety.Readers when type?.Name is not ("Control"):
                        NoteMember(UnsafeTypes.OnlyReads(method.Name) ? AccessKind.Query : AccessKind.Mutation, owner, type, call, method.Name, call);
                        break;
                    case Safety.Nobody when !UnsafeTypes.IsHarmless(method.Name):
                        NoteMember(AccessKind.Mutation, owner, type, call, method.Name, call);
                        break;
                }
            }
            else if (IsSpanCall(method) && receiver.Type?.Name == "Span" && method.Name is "Clear" or "Fill" or "Reverse")
            {
                FillBuffer(receiver, null, call);
            }

            if (owner.IsShared && IsSpanCall(method) && method.Name is "Clear" or "Fill")
            {
                FillBuffer(receiver, null, call);
            }
        }

        if (method.DeclaringSyntaxReferences.Length == 0 && !KnownCalls.OnlyLooks(method))
        {
            NotePassed(call.Arguments, call, method);
        }
    }

    private static bool IsSpanCall(IMethodSymbol method) => method.ContainingType.Name is "Span";

    private void NotePassed(ImmutableArray<IArgumentOperation> arguments, IOperation call, IMethodSymbol method)
    {
        foreach (IArgumentOperation argument in arguments)
        {
            IOperation value = EntryPoints.Unwrap(argument.Value);
            if (value.Type is null || value is ILiteralOperation)
            {
                continue;
            }

            Safety safety = UnsafeTypes.Of(value.Type);
            bool changes = safety == Safety.Nobody
                || (safety == Safety.Readers && argument.Parameter?.Ordinal == 0 && method.IsExtensionMethod && method.Name is "AddRange" or "InsertRange" or "TryAdd" or "Remove" or "RemoveAll" or "Shuffle" or "Sort")
                || (safety == Safety.Readers && method.ContainingType.Name == "CollectionsMarshal" && method.Name is "GetValueRefOrAddDefault" or "SetCount");
            if (changes && _origins.Of(value, _frame) is { IsShared: true } owner)
            {
                NoteMember(AccessKind.Mutation, owner, value.Type, call, method.Name, call);
            }
        }
    }

    private void VisitCreation(IObjectCreationOperation creation)
    {
        VisitAll(creation.Arguments);
        Visit(creation.Initializer);
        if (_call is null)
        {
            _reading.Creations.Add(creation);
        }

        if (creation.Constructor is not { } constructor)
        {
            return;
        }

        if (constructor.DeclaringSyntaxReferences.Length == 0)
        {
            NotePassed(creation.Arguments, creation, constructor);
        }
        else if (!constructor.IsImplicitlyDeclared)
        {
            Enter(constructor, creation, creation, creation.Arguments);
        }
    }

    private void NoteMember(AccessKind kind, Origin owner, ITypeSymbol? type, IOperation operation, string member, IOperation? value)
    {
        Access access = Note(kind, owner.Place, operation);
        access.Member = member;
        access.Type = type;
        access.Value = value;
        access.IsOfElement = owner.IsElement;
    }

    private void NoteSafe(AccessKind kind, Origin owner, IOperation operation, string member, IOperation? value, bool isPair, ITypeSymbol? type = null)
    {
        Access access = Note(kind, owner.Place, operation);
        access.Member = member;
        access.IsPair = isPair;
        access.Type = type;
        access.Value = value;
    }

    private static bool IsSafeRead(string name) =>
        name is "ContainsKey" or "Contains" or "TryGetValue" or "TryPeek" or "Peek" or "ToArray" or "ToList" or "Sum" or "Snapshot" or "Read" or "Get" or "First" or "Last" or "GetEnumerator" or "Any" or "Count" or "IndexOf";

    /// <summary>A parallel loop inside of the body: what it shares is judged at its own call, and here only what it shares between iterations of this one.</summary>
    private void VisitNested(IInvocationOperation call, ParallelCall nested)
    {
        Visit(call.Instance);
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter?.Type.TypeKind != TypeKind.Delegate)
            {
                Visit(argument.Value);
            }
        }

        foreach (ParallelBody body in nested.Bodies)
        {
            if (body.IsElsewhere || body.Scope == _frame.Body.Scope || !_frame.Body.Scope.Span.Contains(body.Scope.Span) || body.Scope.SyntaxTree != _frame.Body.Scope.SyntaxTree)
            {
                continue;
            }

            foreach (IParameterSymbol parameter in body.Method.Parameters)
            {
                _origins.NestedIndices.Add(parameter);
            }

            // A body that calls itself is read once. One that is spawned alone doesn't run beside itself: only this one's iterations do.
            if (_entered.Add(body.Method))
            {
                int beside = nested.Bodies.Count == 1 && body.Role == BodyRole.Branch ? 0 : 1;
                _nested += beside;
                _inside++;
                Visit(body.Code is ILocalFunctionOperation function ? function.Body : body.Code);
                _nested -= beside;
                _inside--;
                _entered.Remove(body.Method);
            }
        }
    }

    /// <summary>Whether a call may be followed: its code is here, and no other can stand in for it.</summary>
    private static bool Enterable(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Length > 0
        && !method.IsAbstract && method.ContainingType.TypeKind != TypeKind.Interface
        && (!(method.IsVirtual || method.IsOverride) || method.ContainingType.IsSealed || method.IsSealed || method.ContainingType.IsValueType)
        && !UnsafeTypesSay(method.ContainingType);

    private static bool UnsafeTypesSay(INamedTypeSymbol type) => UnsafeTypes.Of(type) is Safety.Everybody or Safety.Nobody;

    private void Enter(IMethodSymbol method, IOperation call, IOperation? receiver, ImmutableArray<IArgumentOperation> arguments, IOperation? code = null, IOperation? assigned = null)
    {
        if (!Enterable(method) || (code ?? _code.Of(method)) is not { } found)
        {
            return;
        }

        bool isLocal = method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction;
        bool isInBody = isLocal && _frame.Body.Declares(method);
        bool isAccessor = method.MethodKind is MethodKind.PropertyGet or MethodKind.PropertySet;
        if ((!isLocal && !isAccessor && _calls >= DeepestCall) || _calls >= DeepestCall + 2 || _made >= MostCalls || !_entered.Add(method))
        {
            return;
        }

        _made++;

        Frame caller = _frame;
        IOperation? earlier = _call;
        int locks = _locks.Count;
        _frame = _origins.Called(caller, method, found, isLocal ? null : receiver, arguments);
        if (assigned is not null && method.Parameters.Length > 0)
        {
            _frame.Bind(method.OriginalDefinition.Parameters[method.Parameters.Length - 1], assigned);
        }

        if (!isInBody)
        {
            _call ??= call;
            _calls++;
        }

        switch (found)
        {
            case ILocalFunctionOperation function:
                Visit(function.Body);
                break;
            case IConstructorBodyOperation constructor:
                Visit(constructor.BlockBody);
                Visit(constructor.ExpressionBody);
                break;
            case IMethodBodyOperation body:
                Visit(body.BlockBody);
                Visit(body.ExpressionBody);
                break;
            default:
                Visit(found);
                break;
        }

        if (!isInBody)
        {
            _calls--;
        }

        if (_locks.Count > locks)
        {
            _locks.RemoveRange(locks, _locks.Count - locks);
        }

        _frame = caller;
        _call = earlier;
        _entered.Remove(method);
    }

    private void Release(IOperation target)
    {
        string text = target.Syntax.ToString();
        for (int i = _locks.Count - 1; i >= 0; i--)
        {
            if (_locks[i].Operation.Syntax.ToString() == text)
            {
                _locks.RemoveAt(i);
                return;
            }
        }
    }

    /// <summary>Whether the body has told the scheduler that it waits.</summary>
    private static bool IsInBlockingRegion(IOperation operation)
    {
        for (IOperation? parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IUsingOperation { Resources: { } resources } && StartsRegion(resources))
            {
                return true;
            }

            if (parent is IBlockOperation block && block.Operations.Any(static statement => statement is IUsingDeclarationOperation declaration && StartsRegion(declaration)))
            {
                return true;
            }
        }

        return false;

        static bool StartsRegion(IOperation resources) => resources.Descendants().Any(static part => part is IInvocationOperation { TargetMethod: { Name: "Blocking", ContainingType.Name: "ParallelRange" } });
    }
}

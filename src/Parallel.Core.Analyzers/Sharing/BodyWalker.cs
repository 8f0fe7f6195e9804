using ParallelCore.Analyzers.Bodies;

namespace ParallelCore.Analyzers.Sharing;

/// <summary>Walks through a body in the order in which it runs, knowing which locks are held and which conditions hold, and notes each access of something shared.</summary>
internal sealed partial class BodyWalker
{
    private const int DeepestCall = 2;
    private const int MostCalls = 200;
    private const int Deepest = 400;
    private readonly CodeOfMethods _code;
    private readonly EntryPoints _entryPoints;
    private readonly Func<IOperation, BodyFacts> _facts;
    private readonly Origins _origins;
    private readonly LockReader _lockReader;
    private readonly List<HeldLock> _locks = [];
    private readonly List<Guard> _guards = [];
    private readonly HashSet<ISymbol> _entered = new(SymbolEqualityComparer.Default);
    private readonly BodyReading _reading;
    private Frame _frame;
    private IOperation? _call;
    private int _calls;
    private int _made;
    private int _nested;
    private int _inside;
    private int _depth;

    private BodyWalker(ParallelBody body, EntryPoints entryPoints, CodeOfMethods code, Func<IOperation, BodyFacts> facts)
    {
        _entryPoints = entryPoints;
        _code = code;
        _facts = facts;
        _origins = new Origins(code, facts);
        _lockReader = new LockReader(_origins, code);
        _reading = new BodyReading(body);
        _frame = new Frame(body, facts(body.Code));
    }

    public static BodyReading Read(ParallelBody body, EntryPoints entryPoints, CodeOfMethods code, Func<IOperation, BodyFacts> facts)
    {
        var walker = new BodyWalker(body, entryPoints, code, facts);
        walker.Visit(body.Code is ILocalFunctionOperation function ? function.Body : body.Code);
        return walker._reading;
    }

    private void Visit(IOperation? operation)
    {
        // A stack that overflows takes the compiler along; what is nested this deep was written by a program.
        if (_depth >= Deepest)
        {
            return;
        }

        _depth++;
        VisitKind(operation);
        _depth--;
    }

    private void VisitKind(IOperation? operation)
    {
        switch (operation)
        {
            case null or INameOfOperation or ILocalFunctionOperation or ITypeOfOperation:
                return;
            case IBlockOperation block:
                VisitBlock(block.Operations);
                return;
            case IConditionalOperation choice:
                VisitChoice(choice);
                return;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both:
                Visit(both.LeftOperand);
                _guards.Add(new Guard(both.LeftOperand, both.OperatorKind == BinaryOperatorKind.ConditionalAnd, _frame));
                Visit(both.RightOperand);
                _guards.RemoveAt(_guards.Count - 1);
                return;
            case ISwitchOperation choice:
                VisitSwitch(choice);
                return;
            case ILockOperation locked:
                VisitLock(locked);
                return;
            case IUsingOperation resource:
                VisitUsing(resource);
                return;
            case IUsingDeclarationOperation declaration:
                Visit(declaration.DeclarationGroup);
                return;
            case IWhileLoopOperation loop when LockReader.SpunFor(loop) is { } spun:
                VisitChildren(loop);
                _locks.Add(_lockReader.Of(spun, _frame));
                return;
            case IWhileLoopOperation { ConditionIsTop: true, Condition: { } condition } loop:
                Visit(condition);
                _guards.Add(new Guard(condition, !loop.ConditionIsUntil, _frame));
                Visit(loop.Body);
                _guards.RemoveAt(_guards.Count - 1);
                return;
            case ISimpleAssignmentOperation assignment:
                Visit(assignment.Value);
                Write(assignment.Target, AccessKind.Write, assignment, assignment.Value);
                return;
            case ICompoundAssignmentOperation assignment:
                Visit(assignment.Value);
                Write(assignment.Target, AccessKind.Update, assignment, assignment.Value);
                return;
            case ICoalesceAssignmentOperation assignment:
                Visit(assignment.Value);
                Write(assignment.Target, AccessKind.Update, assignment, assignment.Value);
                return;
            case IIncrementOrDecrementOperation increment:
                Write(increment.Target, AccessKind.Update, increment, null);
                return;
            case IDeconstructionAssignmentOperation assignment:
                Visit(assignment.Value);
                Write(assignment.Target, AccessKind.Write, assignment, assignment.Value);
                return;
            case IInvocationOperation call:
                VisitCall(call);
                return;
            case IObjectCreationOperation creation:
                VisitCreation(creation);
                return;
            case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation:
                ReadPlace(operation);
                return;
            case IOperation when IsPointerElement(operation):
                ReadPlace(operation);
                return;
            default:
                VisitChildren(operation);
                return;
        }
    }

    private void VisitChildren(IOperation operation)
    {
        foreach (IOperation child in operation.ChildOperations)
        {
            Visit(child);
        }
    }

    /// <summary>What stands behind an <c>if</c> that leaves the block only runs when its condition doesn't hold.</summary>
    private void VisitBlock(ImmutableArray<IOperation> statements)
    {
        int guards = _guards.Count;
        List<HeldLock>? scoped = null;
        foreach (IOperation statement in statements)
        {
            if (statement is IUsingDeclarationOperation declaration)
            {
                int before = _locks.Count;
                Visit(declaration);
                if (_locks.Count == before && LockOfResource(declaration.DeclarationGroup) is { } resource)
                {
                    _locks.Add(resource);
                }

                scoped ??= [];
                scoped.AddRange(_locks.Skip(before));
                continue;
            }

            Visit(statement);
            if (statement is IConditionalOperation { WhenFalse: null } choice && Leaves(choice.WhenTrue))
            {
                _guards.Add(new Guard(choice.Condition, false, _frame));
            }
        }

        _guards.RemoveRange(guards, _guards.Count - guards);
        scoped?.ForEach(held => _locks.Remove(held));
    }

    private void VisitChoice(IConditionalOperation choice)
    {
        Visit(choice.Condition);
        _guards.Add(new Guard(choice.Condition, true, _frame));
        Visit(choice.WhenTrue);
        _guards[_guards.Count - 1] = new Guard(choice.Condition, false, _frame);
        Visit(choice.WhenFalse);
        _guards.RemoveAt(_guards.Count - 1);
    }

    private void VisitSwitch(ISwitchOperation choice)
    {
        Visit(choice.Value);
        foreach (ISwitchCaseOperation section in choice.Cases)
        {
            IOperation condition = section.Clauses.Length == 1 ? section.Clauses[0] : section;
            _guards.Add(new Guard(condition, true, _frame));
            foreach (IOperation statement in section.Body)
            {
                Visit(statement);
            }

            _guards.RemoveAt(_guards.Count - 1);
        }
    }

    private void VisitLock(ILockOperation locked)
    {
        Visit(locked.LockedValue);
        HeldLock held = _lockReader.Of(locked.LockedValue, _frame);
        Hold(held, locked.Body);
    }

    private void Hold(HeldLock held, IOperation protectedCode)
    {
        if (held.Kind == LockKind.Useless && _call is null)
        {
            _reading.UselessLocks[held] = false;
        }

        _locks.Add(held);
        Visit(protectedCode);
        _locks.Remove(held);
    }

    private void VisitUsing(IUsingOperation resource)
    {
        int before = _locks.Count;
        Visit(resource.Resources);
        if (_locks.Count == before && LockOfResource(resource.Resources) is { } held)
        {
            _locks.Add(held);
        }

        Visit(resource.Body);
        if (_locks.Count > before)
        {
            _locks.RemoveRange(before, _locks.Count - before);
        }
    }

    private HeldLock? LockOfResource(IOperation resources)
    {
        foreach (IOperation operation in resources.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation call && _lockReader.Taken(call, _frame) is { } held)
            {
                return held;
            }
        }

        return null;
    }

    private static bool Leaves(IOperation? operation)
    {
        IOperation? last = operation is IBlockOperation { Operations: { Length: > 0 } statements } ? statements[statements.Length - 1] : operation;
        return last is IReturnOperation or IBranchOperation or IExpressionStatementOperation { Operation: IThrowOperation } or IThrowOperation;
    }

    private Access Note(AccessKind kind, Place place, IOperation operation)
    {
        var access = new Access(kind, place, operation, _frame)
        {
            Call = _call,
            Locks = _locks.ToImmutableArray(),
            Guards = _guards.ToImmutableArray(),
            IsNested = _nested > 0,
        };
        foreach (HeldLock held in _locks)
        {
            if (held.Kind == LockKind.Useless && _reading.UselessLocks.ContainsKey(held))
            {
                _reading.UselessLocks[held] = true;
            }
        }

        _reading.Accesses.Add(access);
        return access;
    }

    /// <summary>An element behind a pointer, which the operation tree only has as a node without a kind.</summary>
    private static bool IsPointerElement(IOperation operation) =>
        operation.Kind == OperationKind.None && operation.ChildOperations.Count > 0 && operation.ChildOperations.First().Type is IPointerTypeSymbol
        && (operation.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.ElementAccessExpressionSyntax ? operation.ChildOperations.Count == 2 : operation.Syntax.RawKind == (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.PointerIndirectionExpression);
}

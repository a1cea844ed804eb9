package io.github.mistral4j.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

final class FinalOrAbstract extends ArchCondition<JavaClass> {

    FinalOrAbstract() {
        super("be final or abstract");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        boolean closed = type.getModifiers().contains(JavaModifier.FINAL)
                || type.getModifiers().contains(JavaModifier.ABSTRACT)
                || type.getSimpleName().equals("package-info")
                || type.isAnonymousClass()
                || type.getEnclosingClass().map(JavaClass::isEnum).orElse(false);
        events.add(new SimpleConditionEvent(type, closed, type.getName() + " is neither final nor abstract"));
    }
}
